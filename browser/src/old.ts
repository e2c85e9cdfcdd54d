// Runs before everything else and must itself run anywhere: JavaScript of 2009, no imports.
// A page says in six languages that this phone cannot open it; that is what stands in the file.
// Here it steps back while the page starts, and returns where the page has not started by itself:
// a script that a browser cannot read leaves no other trace.

var root = document.documentElement;
root.className = "starting";
document.addEventListener("DOMContentLoaded", function () {
  if (root.className !== "started") {
    root.className = "";
  }
});
