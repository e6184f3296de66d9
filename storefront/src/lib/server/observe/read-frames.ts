import { createStackParser, nodeStackLineParser } from '@sentry/core';
import type { PageError } from '$lib/observe/observation';

const parse = createStackParser(nodeStackLineParser());

/** A stack of this server as Sentry reads it, the call that failed last. */
export const readFrames = (stack: string): PageError['frames'] =>
  parse(stack).map(({ filename, function: name, lineno, colno }) => ({
    ...(filename !== undefined && { filename }),
    ...(name !== undefined && { function: name }),
    ...(lineno !== undefined && { lineno }),
    ...(colno !== undefined && { colno }),
  }));
