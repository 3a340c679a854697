import { expose } from 'comlink';
import { ImportReader } from './reader.ts';

expose(new ImportReader());
