const UNITS = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

export function parseDuration(text) {
  let total = 0;
  let rest = text;
  for (const [part, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)\s*([smhdw])/g)) {
    total += Number(count) * UNITS[unit];
    rest = rest.replace(part, "");
  }
  if (rest.trim() !== "" || rest === text) {
    throw new RangeError(`not a duration: ${text}`);
  }
  return total;
}

export function formatDuration(seconds) {
  const parts = [];
  for (const [unit, size] of Object.entries(UNITS).reverse()) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0 && parts.length < 2) {
      parts.push(`${count}${unit}`);
    }
  }
  return parts.join(" ") || "0s";
}
