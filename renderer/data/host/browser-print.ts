import { hostFail } from '#shared/host/errors.ts';
import type { HostPrint } from '#shared/host/host.ts';

/**
 * Prints by the browser's dialog; paper and printer are chosen there, and the page's print style names the size.
 * A browser does not tell whether somebody pressed Print or Cancel: closing the dialog counts as printed.
 */
export function browserPrint(window: Window): HostPrint {
  return {
    async print({ content }) {
      if ('page' in content) {
        window.print();
        return { ok: true, value: 'printed' };
      }
      return printDocument(window.document, content.html);
    },
    pdf: () => Promise.resolve(hostFail('host.unsupported')),
    printers: () => Promise.resolve(hostFail('host.unsupported')),
  };
}

/**
 * Prints a document of its own from a frame that may show a dialog and nothing else: without `allow-scripts`
 * whatever stands in the document is dead text, and it inherits the page's policy.
 */
function printDocument(document: Document, html: string): ReturnType<HostPrint['print']> {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
    // Laid out but out of sight: a frame that is not displayed at all prints an empty page.
    Object.assign(frame.style, { position: 'fixed', insetInlineStart: '-9999px', border: '0' });
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    frame.addEventListener(
      'load',
      () => {
        const inside = frame.contentWindow;
        if (inside === null) {
          frame.remove();
          resolve(hostFail('host.printFailed'));
          return;
        }
        inside.addEventListener('afterprint', () => frame.remove(), { once: true });
        inside.print();
        resolve({ ok: true, value: 'printed' });
      },
      { once: true },
    );
    frame.srcdoc = html;
    document.body.append(frame);
  });
}
