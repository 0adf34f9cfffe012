// Keys mean the same everywhere: in the grid, in the large view, wherever the focus is but in a field.

const FIELDS = "input:not([type=checkbox]), select, textarea";
const PRESSED_BY = new Set(["Enter", " "]);

/** Call `commands[name](event)` for the keys that it names; true where one was meant. */
export function bindKeys(commands, { isOpen, viewerIsOpen }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isOpen()) return;
    if (event.target.closest(FIELDS)) return;
    const name = nameOf(event, viewerIsOpen());
    // A button or box in focus is pressed by these, as anywhere; the grid's own are never in focus by key.
    if (PRESSED_BY.has(event.key) && event.target.closest("button, input")) return;
    if (name && commands[name]) {
      event.preventDefault();
      commands[name](event);
    }
  });
}

function nameOf(event, inViewer) {
  if (event.shiftKey && event.key.toUpperCase() === "C") return "olderCopies";
  const names = {
    ArrowLeft: inViewer ? "previous" : "left",
    ArrowRight: inViewer ? "next" : "right",
    ArrowUp: inViewer ? "previous" : "up",
    ArrowDown: inViewer ? "next" : "down",
    Home: "first",
    End: "last",
    PageUp: "pageUp",
    PageDown: "pageDown",
    " ": "large",
    Enter: inViewer ? null : "go",
    Escape: inViewer ? null : "clear",
    "?": "help",
    1: "sweepTab",
    2: "reviewTab",
    3: "keepTab",
  };
  const letters = {
    k: "keep",
    s: "sweep",
    u: "undo",
    x: "select",
    a: "selectShown",
    c: "copies",
    n: "nextOpen",
    g: "nextStack",
    f: "filters",
    t: "stacks",
  };
  return names[event.key] ?? letters[event.key.toLowerCase()];
}
