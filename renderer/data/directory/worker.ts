import { expose } from 'comlink';
import { DirectoryCore } from './core.ts';

expose(new DirectoryCore());
