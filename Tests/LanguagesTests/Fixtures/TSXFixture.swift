enum TSXFixture {
    /// What TSX adds to TypeScript, and a little of what they share.
    static let source = #"""
        import { useState, type ReactNode } from 'react';
        import * as Panel from './panel';

        /** What a card shows. */
        export interface CardProps<T> extends BaseProps {
          title: string;
          items?: T[];
          render(item: T): ReactNode;
        }

        type Theme = 'light' | 'dark';
        const DEFAULT_THEME: Theme = 'light';

        /** A card. */
        export function Card<T,>({ title, items = [], render }: CardProps<T>) {
          const [open, setOpen] = useState<boolean>(false);
          const toggle = () => setOpen(!open);
          return (
            <Panel.Root theme={DEFAULT_THEME} onClick={toggle}>
              <Header<T> text={title} />
              {open && items.map((item) => <li key={title}>{render(item)}</li>)}
            </Panel.Root>
          );
        }

        export const Empty: React.FC = () => <></>;

        export default class Screen extends React.Component<CardProps<Item>> {
          state = { theme: DEFAULT_THEME };

          render() {
            const theme = this.state.theme as Theme;
            return <Card {...this.props} title={theme} />;
          }
        }

        function assertOpen(value: unknown): asserts value is true {
          if (!value) throw new ClosedError(`closed ${value}`);
        }

        enum Size {
          Small = 1,
          Large,
        }

        namespace Layout {
          export let width = Size.Large;
        }

        describe('Card', () => {
          beforeEach(() => reset());

          it('shows its title', async () => {
            render(<Card title="A" render={String} />);
            expect(await screen.findByText('A')).toBeVisible();
          });

          it.each([Size.Small, Size.Large])('fits %s', (size) => {
            expect(<Empty />).toFit(size);
          });
        });

        """#
}
