import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { repositoryRoot } from './paths.ts';

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      ports: z.array(z.string()),
      healthcheck: z.object({ test: z.array(z.string()).min(2) }),
    }),
  ),
});

const read = (file: string) => readFileSync(join(repositoryRoot, file), 'utf8');

test('every container has a health check and is open to this machine alone', () => {
  const { services } = composeSchema.parse(parse(read('docker-compose.yml')));
  expect(Object.keys(services).sort()).toEqual(['mailpit', 'meilisearch', 'postgres', 'redis']);
  for (const { ports } of Object.values(services)) {
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  }
});

test('CI calls the script people call', () => {
  const { jobs } = z
    .object({ jobs: z.record(z.string(), z.object({ steps: z.array(z.object({ run: z.string().optional() })) })) })
    .parse(parse(read('.github/workflows/ci.yml')));
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.map(({ run }) => run));
  expect(commands).toContain('.ci/run');
});

test('every variable the launcher reads is explained in .env.example', () => {
  const documented = new Set([...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
  const sources = ['settings.ts', 'services.ts', 'test-run/chromium.ts'].map((file) => read(`infra/launch/${file}`));
  const used = sources.flatMap((source) =>
    [...source.matchAll(/(?:environment\['|parsePort\(environment, '|^ {2})([A-Z][A-Z_]+)(?:'|:)/gm)].map(
      ([, name]) => name,
    ),
  );
  expect(used.length).toBeGreaterThan(10);
  for (const name of used) expect(documented).toContain(name);
});
