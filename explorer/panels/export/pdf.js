// A PDF of one page across that holds one picture: pure.

const [WIDE, HIGH] = [841.89, 595.28]; // A4 across, in points

/**
 * The file of a JPEG on a page.
 * @param {Uint8Array} jpeg
 * @param {number} width of the picture, in pixels
 * @param {number} height
 * @param {string} title
 * @returns {Uint8Array}
 */
export function pageOf(jpeg, width, height, title) {
  const scale = Math.min(WIDE / width, HIGH / height);
  const [across, down] = [width * scale, height * scale];
  const place = `q ${across.toFixed(2)} 0 0 ${down.toFixed(2)} ${((WIDE - across) / 2).toFixed(2)} ${((HIGH - down) / 2).toFixed(2)} cm /Picture Do Q`;
  // A title in UTF-16, in hexadecimal digits: no letter of it can end the text.
  const units = [...title].join("").split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0"));
  /** @type {(string | Uint8Array)[][]} */
  const objects = [
    ["<< /Type /Catalog /Pages 2 0 R >>"],
    ["<< /Type /Pages /Kids [3 0 R] /Count 1 >>"],
    [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDE} ${HIGH}] /Resources << /XObject << /Picture 5 0 R >> >> /Contents 4 0 R >>`],
    [`<< /Length ${place.length} >>\nstream\n${place}\nendstream`],
    [`<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`, jpeg, "\nendstream"],
    [`<< /Title <feff${units.join("")}> /Producer (faultlines) >>`],
  ];
  /** @type {Uint8Array[]} */
  const parts = [];
  let length = 0;
  /** @param {string | Uint8Array} part */
  const add = (part) => {
    const bytes = typeof part === "string" ? Uint8Array.from(part, (letter) => letter.charCodeAt(0)) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  add("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  const starts = objects.map((object, n) => {
    const start = length;
    for (const part of [`${n + 1} 0 obj\n`, ...object, "\nendobj\n"]) add(part);
    return start;
  });
  const table = length;
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("")}`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${table}\n%%EOF\n`);
  const file = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}
