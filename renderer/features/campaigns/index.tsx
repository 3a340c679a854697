/** Kampanye: the campaigns of this branch, and the booth that records what visitors answer. */
import { useParams } from 'react-router';
import { CampaignList } from './CampaignList.tsx';
import { CampaignPage } from './CampaignPage.tsx';

export default function Campaigns() {
  const { id } = useParams();
  return id ? <CampaignPage key={id} id={id} /> : <CampaignList />;
}
