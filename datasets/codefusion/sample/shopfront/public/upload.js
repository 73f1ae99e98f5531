"use strict";

function formatBytes(bytes) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (bytes >= 1000 && unit < units.length - 1) {
    bytes /= 1000;
    unit += 1;
  }
  return `${bytes.toFixed(unit === 0 ? 0 : 1)} ${units[unit]}`;
}

async function upload(file, onProgress) {
  const part = 1 << 20;
  const { id } = await (await fetch("/uploads", { method: "POST", body: file.name })).json();
  for (let at = 0; at < file.size; at += part) {
    const response = await fetch(`/uploads/${id}`, {
      method: "PATCH",
      headers: { "Content-Range": `bytes ${at}-${Math.min(at + part, file.size) - 1}/${file.size}` },
      body: file.slice(at, at + part),
    });
    if (!response.ok) {
      throw new Error(`upload of ${file.name} failed: ${response.status}`);
    }
    onProgress(Math.min(at + part, file.size), file.size);
  }
  return id;
}

function watch(input, output) {
  input.addEventListener("change", async () => {
    for (const file of input.files) {
      await upload(file, (done, all) => {
        output.textContent = `${file.name}: ${formatBytes(done)} of ${formatBytes(all)}`;
      });
    }
  });
}

module.exports = { formatBytes, upload, watch };
