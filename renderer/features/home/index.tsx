/** Beranda: what needs doing at this desk, or the way to head office's own pages. */
import { isHeadOffice } from '#shared/domain/actor.ts';
import { useActor } from '#renderer/widgets/desk-context.tsx';
import { BranchHome } from './BranchHome.tsx';
import { OfficeHome } from './OfficeHome.tsx';

export default function Home() {
  return isHeadOffice(useActor()) ? <OfficeHome /> : <BranchHome />;
}
