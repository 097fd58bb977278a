// Small pieces that all parts of the page use: elements, icons, requests.
export const base = document.querySelector("meta[name=base]").content;

/** An element with properties, listeners (onclick…), data-* in `data`, and children (nodes, words, or nothing). */
export function h(tag, given = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else if (name === "data") Object.assign(element.dataset, value);
    else if (name in element && !name.includes("-")) element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SHAPES = {
  back: "M15 4l-8 8 8 8",
  close: "M5 5l14 14M19 5L5 19",
  dots: "M5 12h.01M12 12h.01M19 12h.01",
  keyboard: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M8 14h8",
  list: "M4 7h16M4 12h16M4 17h16",
  voice: "M8 9a5 5 0 0 1 0 6M12 6a9 9 0 0 1 0 12M16 3.5a13 13 0 0 1 0 17",
  plus: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 8v8M8 12h8",
  picture: "M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M16 9h.01",
  pin: "M12 21s7-6.5 7-11.5a7 7 0 0 0-14 0C5 14.500 12 21 12 21zM12 10h.01",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1-1",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  video: "M3 6h12v12H3zM15 10l6-3v10l-6-3z",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
  gear: "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.100 2.100M16.300 16.300l2.100 2.100M5.600 18.400l2.100-2.100M16.300 7.700l2.100-2.100",
  follow: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8M2 21c0-4 3-7 7-7s7 3 7 7M19 8v6M16 11h6",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SHAPES[name]);
  if (name === "dots") path.setAttribute("stroke-width", "3");
  svg.append(path);
  return svg;
}

export async function get(path) {
  const answer = await fetch(`${base}control/${path}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

export async function post(path, body = {}) {
  const answer = await fetch(`${base}control/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error || `HTTP ${answer.status}`);
  return found;
}

const CHINA = { timeZone: "Asia/Shanghai", hour12: false };
export const clockTime = (moment) => new Date(moment).toLocaleTimeString("zh-CN", { ...CHINA, hour: "2-digit", minute: "2-digit" });
export const exactTime = (moment) => new Date(moment).toLocaleTimeString("zh-CN", CHINA);
export const dayOf = (moment) => new Date(moment).toLocaleDateString("zh-CN", { timeZone: "Asia/Shanghai", month: "long", day: "numeric" });
export const fullTime = (moment) => `${dayOf(moment)} ${clockTime(moment)}`;
