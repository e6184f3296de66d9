import sharp from 'sharp';
import { escapeXml } from '../discovery/xml';

export type TextStyle = {
  font: string;
  color: string;
  /** Letter height, pixels. */
  size: number;
  width: number;
  dir: 'ltr' | 'rtl';
  isStruck?: boolean;
};

export type DrawnText = { picture: Buffer; width: number; height: number };

/** Text as a transparent picture, as large as its ink and broken into lines where it does not fit the width. */
export async function drawText(text: string, style: TextStyle): Promise<DrawnText> {
  const { font, color, size, width, dir, isStruck = false } = style;
  // Pango refuses to draw nothing.
  const words = escapeXml(text).trim() || '…';
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${color}" strikethrough="${isStruck}">${words}</span>`,
      font: `${font} ${size}`,
      width,
      dpi: 72,
      rgba: true,
      wrap: 'word-char',
      // Pango swaps left and right where the text itself runs from right to left.
      align: (dir === 'rtl') === runsFromRight(text) ? 'left' : 'right',
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { picture: data, width: info.width, height: info.height };
}

/** Whether the first letter with a direction is of Hebrew, Arabic or a script beside them. */
const runsFromRight = (text: string): boolean => /^\P{L}*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(text);

/** The largest of the sizes at which the text is not higher than allowed; cut short where even the smallest is. */
export async function fitText(
  text: string,
  style: Omit<TextStyle, 'size'>,
  { sizes, height }: { sizes: readonly number[]; height: number },
): Promise<DrawnText> {
  const smallest = sizes.at(-1) ?? 0;
  for (const size of sizes) {
    const drawn = await drawText(text, { ...style, size });
    if (drawn.height <= height) return drawn;
  }
  let letters = [...text];
  for (;;) {
    letters = letters.slice(0, Math.floor(letters.length * 0.85));
    const drawn = await drawText(`${letters.join('').trimEnd()}…`, { ...style, size: smallest });
    if (drawn.height <= height || letters.length === 0) return drawn;
  }
}
