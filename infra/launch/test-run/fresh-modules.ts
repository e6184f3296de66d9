import { vi } from 'vitest';

// Files that share a process share what its modules remember, unless it is forgotten before each of them.
vi.resetModules();
