import { getServices } from '$lib/server/services';
import { introduceDevice } from '$lib/server/session/introduce-device';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) => introduceDevice(event, getServices().env);
