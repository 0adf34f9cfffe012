// Numbers and names as people read them.

const NUMBER = new Intl.NumberFormat("en");
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
const MONTH = new Intl.DateTimeFormat("en", { month: "long", year: "numeric" });

export const number = (count) => NUMBER.format(count);

export const pictures = (count) => `${number(count)} ${count === 1 ? "picture" : "pictures"}`;

/** Powers of ten, as file managers do. */
export function size(bytes) {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  if (bytes >= 1e5) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${Math.round(bytes / 1e3)} kB`;
}

/** A share never reads as nothing or as everything unless it is. */
export function percent(share) {
  if (share === null) return "–";
  const hundredths = share * 100;
  if (share < 1 && hundredths >= 99.5) return `${Math.min(hundredths, 99.9).toFixed(1)} %`;
  if (share > 0 && hundredths < 0.5) return "< 1 %";
  return `${Math.round(hundredths)} %`;
}

export const day = (when) => DAY.format(when);

export const month = (key) => MONTH.format(new Date(`${key}-15T12:00:00Z`));

/** The month of a file's time, as `2024-03`, which sorts. */
export function monthKey(when) {
  const date = new Date(when);
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}`;
}
