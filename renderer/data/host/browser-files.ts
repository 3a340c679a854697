import { hostFail } from '#shared/host/errors.ts';
import type { HostFiles } from '#shared/host/host.ts';

/** Saves by download and opens by the browser's file chooser. */
export function browserFiles(document: Document): HostFiles {
  return {
    async save({ name, mime, data }) {
      const url = URL.createObjectURL(new Blob([new Uint8Array(data)], { type: mime }));
      const link = document.createElement('a');
      link.href = url;
      link.download = name;
      document.body.append(link);
      link.click();
      link.remove();
      // The download has taken its own hold of the bytes once the click's task is over.
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      return { ok: true, value: 'saved' };
    },
    async open({ extensions, maxBytes }) {
      const file = await choose(document, extensions);
      if (file === undefined) return { ok: true, value: undefined };
      if (file.size > maxBytes) return hostFail('host.tooLarge', { maxBytes });
      try {
        return { ok: true, value: { name: file.name, data: new Uint8Array(await file.arrayBuffer()) } };
      } catch {
        return hostFail('host.io', { reason: 'unreadable' });
      }
    },
  };
}

function choose(document: Document, extensions: readonly string[]): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = extensions.map((extension) => `.${extension}`).join(',');
    input.addEventListener('change', () => resolve(input.files?.[0]), { once: true });
    input.addEventListener('cancel', () => resolve(undefined), { once: true });
    input.click();
  });
}
