import { expect, test } from 'vitest';
import { namedByEntries } from '../build-config/static-first';

test('a page names what it imports before anything that may come later', () => {
  const manifest = namedByEntries({
    page: { file: 'page.js', isEntry: true, imports: ['frame', 'shared'] },
    frame: { file: 'frame.js', imports: ['framework'], dynamicImports: ['overlay'] },
    framework: { file: 'framework.js' },
    shared: { file: 'shared.js', css: ['shared.css'] },
    overlay: { file: 'overlay.js', isDynamicEntry: true, imports: ['shared'], dynamicImports: ['words'] },
    words: { file: 'words.js', isDynamicEntry: true },
  });
  expect(manifest['page']?.dynamicImports).toEqual(['overlay']);
  expect(manifest['frame']?.dynamicImports).toBeUndefined();
  expect(manifest['overlay']?.dynamicImports).toEqual(['words']);
  expect(manifest['shared']).toEqual({ file: 'shared.js', css: ['shared.css'] });
});
