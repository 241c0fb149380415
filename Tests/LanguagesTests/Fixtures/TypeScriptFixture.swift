enum TypeScriptFixture {
    /// Every construct of TypeScript that the queries know.
    static let source = #"""
        import type { Money, Rate as TaxRate } from './money';
        import express, { type Request } from "express";
        import * as util from 'util';
        import legacy = require('legacy');
        import Alias = util.inspect;
        export type { Money } from './money';
        export { parse as parseMoney } from './money';
        export * from './all';
        export * as tools from './tools';

        /** The most items of an order. */
        export const LIMIT: number = 10;
        declare const VERSION: string;
        declare let started: boolean;
        let counter = 0;

        /** What can be priced. */
        export interface Priced<T extends object = {}> extends Base<T>, ns.Other {
          readonly price: Money;
          discount?(by: number): this;
          onChange: (price: Money) => void;
          new (name: string): Priced<T>;
          [key: string]: unknown;
        }

        export type Handler<E> = (event: E, ...rest: readonly E[]) => Promise<void> | undefined;
        type Shape = { kind: 'circle'; area(): number } | keyof typeof registry;
        type Options = { depth: number; walk(): void };
        export const enum Color { Red = 'red', Green = 1 << 2, Blue }
        declare enum Ambient { One }

        export namespace Store.Inner {
          export const size = 1;
          export function open(): void {}
        }
        declare module 'legacy' {
          function old(x: number): string;
        }
        declare global { interface Window { shop: Shop } }

        export function parse(text: string): Money;
        export function parse(text: string, strict?: boolean): Money {
          function inner<T>(this: void, value: T) { return value as unknown as Money; }
          const local = <T,>(x: T): x is T => !!x!;
          return local(text) ? inner(text) : { strict } satisfies Options;
        }
        declare function ambient(x: Color): asserts x is Color.Red;

        @Injectable({ scope: LIMIT })
        export abstract class Shop<T> extends Emitter<T> implements Priced<T>, ns.Closable {
          static #count = 0;
          private readonly items: Map<string, Item[]> = new Map();
          declare price: Money;
          @Input() label?: string;
          onChange = (price: Money) => { this.emit(price); };

          /** Makes a shop. */
          constructor(private readonly db: Database, readonly name: string, other: TaxRate) {
            super();
            this.other = other;
          }

          get size(): number { return Shop.#count; }
          set size(value: number) { Shop.#count = value; }
          abstract close(): Promise<void>;
          overload(x: string): void;
          overload(x: any): void {}
          @Get('/items')
          async list(@Query() { first, count: many }: Options, req: Request): Promise<Item[]> {
            for (const [key, values] of this.items) console.log(key, values, first, many);
            try { return <Item[]>await this.db.find(Item); } catch { return []; }
          }
          protected static async *walk(): AsyncGenerator<number> { yield counter; }
        }

        abstract class Item { abstract id: string; }
        export const total = (items: Item[]): number => items.length;
        export default class Main {}
        const handlers: Record<string, Handler<Event>> = {
          click(event) { total(event); },
          key: async (event) => legacy(event),
        };
        const { a, b: { c }, ...others } = handlers, registry = new util.Registry<Item>();
        type Mapped<T> = { [K in keyof T]: T[K] extends infer U ? U : never };

        describe('shop', () => {
          it('parses', () => { expect(parse('1')).toEqual(LIMIT); });
          test.each<number>([1])('case %i', (n: number) => n);
        });

        """#
}
