// @ts-check
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import { fences } from './infra/lint/fences.ts';
import { logicalCss } from './infra/lint/logical-css.ts';

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    '**/dist/',
    '**/build/',
    '**/.svelte-kit/',
    '**/.medusa/',
    '**/.satchel/',
    '**/test-results/',
    '**/playwright-report/',
    'backend/src/modules/*/migrations/',
  ]),
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-undef': 'off', // The compiler knows better.
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'test', property: 'only', message: 'The rest of the file would not run.' },
        { object: 'describe', property: 'only', message: 'The rest of the file would not run.' },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSAsExpression > TSAsExpression.expression > TSUnknownKeyword', message: 'Parse it instead.' },
        { selector: 'TSEnumDeclaration', message: 'A union of string literals says the same and erases.' },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ['**/*.svelte'],
    plugins: { satchel: { rules: { 'logical-css': logicalCss } } },
    rules: {
      'satchel/logical-css': 'error',
      'prefer-const': 'off', // $props() is destructured with let
      'svelte/no-navigation-without-resolve': 'off', // Addresses carry the market: localizePath makes them.
    },
  },
  {
    // The engine has no page: what it needs of the world comes through ports.
    files: ['sync/src/**'],
    ignores: ['sync/src/ports/**', '**/*.test.ts', 'sync/src/testing/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'fetch'].map((name) => ({
          name,
          message: 'The engine runs in pages, workers and tests. Add what you need to sync/src/ports.',
        })),
      ],
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  ...fences,
);
