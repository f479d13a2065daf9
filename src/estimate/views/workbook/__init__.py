"""The workbook: an estimate or a comparison whose every figure is a formula, from the same terms that compute it."""
