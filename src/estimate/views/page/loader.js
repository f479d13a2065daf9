// The program of the page stands in it deflated, as its data do; the policy knows its hash.
if (!window.DecompressionStream) document.getElementById("old").hidden = false;
window.unpacked = (id) => {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (one) => one.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
};
window.unpacked("program").then((text) => {
  const script = document.createElement("script");
  script.textContent = text;
  document.body.append(script);
  script.remove();
});
