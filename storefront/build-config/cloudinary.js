/** A cloud's name and a folder are parts of an address. */
const NAME = /^[\w-]{1,100}$/;

/**
 * Where pictures are made, if Cloudinary makes them: an address that renditions begin with, and the folder that Cloudinary fills from
 * the shop (its "auto-upload mapping", to `<BACKEND_URL>/static/`). Known when the shop is built, because the content security policy
 * of the app shell is written then.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {{ origin: string, upload: string, folder: string } | null} null: the shop makes them itself
 */
export function readCloudinary(env) {
  const cloud = env['CLOUDINARY_CLOUD_NAME'];
  if (!cloud) return null;
  const folder = env['CLOUDINARY_FOLDER'] || 'satchel';
  for (const [name, value] of Object.entries({ CLOUDINARY_CLOUD_NAME: cloud, CLOUDINARY_FOLDER: folder })) {
    if (!NAME.test(value)) throw new Error(`${name} is not usable: ${JSON.stringify(value)}. Example: ${name}=satchel`);
  }
  const origin = 'https://res.cloudinary.com';
  return { origin, upload: `${origin}/${cloud}/image/upload/`, folder };
}
