// Elements without markup in strings: names of files are data, and the page's policy forbids anything else.

const SVG = "http://www.w3.org/2000/svg";

export const byId = (id) => document.getElementById(id);

/** Make an element: properties are set as such, children may be strings. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "role") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function button(label, className, onClick, properties = {}) {
  const element = make("button", { type: "button", className, ...properties }, label);
  element.addEventListener("click", onClick);
  return element;
}

/** Say something to who cannot see it, without moving the focus. */
export function announce(sentence) {
  byId("announcer").textContent = sentence;
}
