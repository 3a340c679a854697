import { expose } from 'comlink';
import { DirectoryEngine } from './engine.ts';

expose(new DirectoryEngine((work) => setTimeout(work, 0)));
