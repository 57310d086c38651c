import type { ReactNode } from 'react';
import Attn from './attn';

export const metadata = { title: 'Weights', icons: { icon: 'data:,' } };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <Attn />
        {children}
      </body>
    </html>
  );
}
