/** Customers: the list with the chosen one beside it, or everything about one of them (`/pelanggan/:id`). */
import { useParams } from 'react-router';
import { CustomerList } from './CustomerList.tsx';
import { CustomerPage } from './CustomerPage.tsx';

export default function Customers() {
  const { id = '' } = useParams();
  return id ? <CustomerPage key={id} id={id} /> : <CustomerList />;
}
