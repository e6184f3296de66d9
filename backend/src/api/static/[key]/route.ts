import type { MedusaRequest, MedusaResponse } from '@medusajs/framework/http';
import path from 'node:path';

export const AUTHENTICATE = false;

/** One file, whatever its name: merchants upload `Größe (2).jpg`. Nothing that could name another folder, nothing hidden. */
const KEY = /^(?!\.)[^/\\]{1,250}$/u;

/** The local file provider writes outside the program folder, where Medusa's own static server does not look. */
export function GET(req: MedusaRequest, res: MedusaResponse): void {
  const key = req.params.key ?? '';
  const dataDir = process.env.SATCHEL_DATA_DIR;
  if (!KEY.test(key) || !dataDir) {
    res.status(404).json({ type: 'not_found', message: 'There is no such file.' });
    return;
  }
  res.sendFile(key, { root: path.join(dataDir, 'uploads'), immutable: true, maxAge: '365d' }, (error) => {
    if (error && !res.headersSent) res.status(404).json({ type: 'not_found', message: 'There is no such file.' });
  });
}
