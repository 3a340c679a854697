/** Holds the villages away from the first thread; read when somebody first types an address. */
import { expose } from 'comlink';
import districts from 'idn-area-data/data/districts.csv?url';
import provinces from 'idn-area-data/data/provinces.csv?url';
import regencies from 'idn-area-data/data/regencies.csv?url';
import villages from 'idn-area-data/data/villages.csv?url';
import { AreaIndex, type Area } from './areas.ts';

let index: Promise<AreaIndex> | undefined;

/** The files are part of the program: the service worker and the shell have them offline. */
async function tableOf(url: string): Promise<string> {
  const response = await fetch(new URL(url, import.meta.url));
  if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
  return response.text();
}

async function read(): Promise<AreaIndex> {
  const [one, two, three, four] = await Promise.all([
    tableOf(villages),
    tableOf(districts),
    tableOf(regencies),
    tableOf(provinces),
  ]);
  return new AreaIndex({ villages: one, districts: two, regencies: three, provinces: four });
}

export interface AreaWorker {
  search(text: string, options: { readonly near?: string; readonly limit?: number }): Promise<Area[]>;
}

const worker: AreaWorker = {
  async search(text, options) {
    // a failed reading is tried again at the next question
    index ??= read().catch((reason: unknown) => {
      index = undefined;
      throw reason;
    });
    return (await index).search(text, options);
  },
};

expose(worker);
