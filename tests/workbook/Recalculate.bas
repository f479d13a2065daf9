' Loads workbooks, writes numbers into cells, and writes what the spreadsheet makes of them, as a file of tab-separated lines.
' The file of orders has: open PATH | read SHEET FIRST LAST | set SHEET CELL NUMBER | word SHEET CELL TEXT | clear SHEET CELL | close
Sub Main(orders As String, answers As String)
    Dim properties(0) As New com.sun.star.beans.PropertyValue
    properties(0).Name = "Hidden"
    properties(0).Value = True
    Dim document As Object, part, order As String
    Dim given As Integer, found As Integer
    given = FreeFile
    Open orders For Input As #given
    found = FreeFile
    Open answers For Output As #found
    Do While Not EOF(given)
        Line Input #given, order
        part = Split(order, Chr(9))
        Select Case part(0)
        Case "open"
            document = StarDesktop.loadComponentFromURL(ConvertToURL(part(1)), "_blank", 0, properties())
            document.calculateAll()
        Case "set"
            document.Sheets.getByName(part(1)).getCellRangeByName(part(2)).Value = CDbl(Val(part(3)))
        Case "word"
            document.Sheets.getByName(part(1)).getCellRangeByName(part(2)).String = part(3)
        Case "clear"
            document.Sheets.getByName(part(1)).getCellRangeByName(part(2)).String = ""
        Case "read"
            document.calculate()
            Answer(found, order, document.Sheets.getByName(part(1)).getCellRangeByName(part(2)).DataArray)
        Case "close"
            document.close(True)
        End Select
    Loop
    Close #given
    Close #found
    StarDesktop.terminate()
End Sub

Sub Answer(file As Integer, title As String, data)
    Dim row As Long, column As Long, text As String
    Print #file, title
    For row = LBound(data) To UBound(data)
        text = ""
        For column = LBound(data(row)) To UBound(data(row))
            If column > LBound(data(row)) Then text = text & Chr(9)
            text = text & data(row)(column)
        Next column
        Print #file, text
    Next row
End Sub
