// Draws what installers show from resources/icon.svg and from here, so that no picture is edited by hand.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './run.mjs';

const resources = join(root, 'resources');
const icon = await readFile(join(resources, 'icon.svg'));

const png = (size) => sharp(icon, { density: 300 }).resize(size, size).png().toBuffer();

/** The ICO container: a header, an entry a picture, then the pictures as PNG (Windows Vista and later). */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, bytes }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(bytes.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  }
  return Buffer.concat([head, ...pictures.map(({ bytes }) => bytes)]);
}

// macOS: from the application's place to the folder's, without a word to translate.
const dmg = (scale) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${640 * scale}" height="${400 * scale}" viewBox="0 0 640 400">
     <rect width="640" height="400" fill="#f4f1ea"/>
     <rect y="392" width="640" height="8" fill="#0d5c5c"/>
     <path d="M282 210h64m-22-24 26 24-26 24" fill="none" stroke="#0d5c5c" stroke-width="7"
       stroke-linecap="round" stroke-linejoin="round"/>
   </svg>`;

const sizes = [16, 24, 32, 48, 64, 128, 256];
await writeFile(
  join(resources, 'icon.ico'),
  ico(await Promise.all(sizes.map(async (size) => ({ size, bytes: await png(size) })))),
);
await writeFile(join(resources, 'icon.png'), await png(1024));
for (const [name, scale] of [
  ['dmg-background.png', 1],
  ['dmg-background@2x.png', 2],
])
  await sharp(Buffer.from(dmg(scale)))
    .png()
    .toFile(join(resources, name));
