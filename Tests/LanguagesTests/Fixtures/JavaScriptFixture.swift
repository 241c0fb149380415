enum JavaScriptFixture {
    /// Every construct of JavaScript that the queries know.
    static let source = #"""
        #!/usr/bin/env node
        /** Stores: what the module is for. */
        import React, { useState as state, useEffect } from 'react';
        import * as path from "node:path";
        import './side-effect.css';
        import data from './data.json' with { type: 'json' };
        export { helper, helper as default } from './helper.js';
        export * from './all.js';
        export * as tools from './tools.js';
        const fs = require('fs');
        const { join, resolve: toAbsolute } = require('path');
        const lazy = () => import('./lazy.js');

        export const LIMIT = 10;
        let counter = 0, started;
        var legacy = 'old';
        const { first, nested: { second }, ...others } = defaults();
        const [head, , tail = head] = others.list;

        /** Adds two numbers. */
        export function add(a, b = LIMIT, ...rest) {
            function inner(x) {
                return x + counter;
            }
            const local = (y) => inner(y);
            const plain = 1;
            return rest
                .map(local)
                .reduce((sum, { value, key: alias }) => sum + value * alias, a + b + plain);
        }

        function* numbers() {
            yield* [1, 2];
        }

        export default async function main() {
            for (const item of numbers()) {
                counter += item;
            }
            for (let i = 0; i < LIMIT; i++) started = i;
            try {
                await load`template ${head}`;
            } catch (error) {
                console.log(error?.message, tail);
            }
            switch (counter) {
                case LIMIT: break;
                default: delete legacy.x;
            }
        }

        export const double = (x) => x * 2, triple = function (x) { return x * 3; };

        // A note that documents nothing.
        @sealed
        export class Store extends Base.Emitter {
            static instances = 0;
            #secret = first;
            handler = async (event) => this.emit(event);

            /** Makes a store. */
            constructor(options) {
                super();
                this.options = options;
            }

            get size() { return this.#secret; }
            set size(value) { this.#secret = value; }
            static create(...args) { return new Store(...args); }
            async *[Symbol.iterator]() { yield 1; }
            @bound
            #hidden() {}
            static { Store.instances = second; }
        }

        const Mixin = class Named extends Store {
            run() {}
        };

        const api = {
            get(url) { return fetch(url); },
            post: async (url) => api.get(url),
            version: 2,
            counter,
        };

        export default {
            data() { return {}; },
        };

        Store.prototype.reset = function () { this.count = 0; };
        Store.from = (items) => items;
        module.exports = { add, start() {} };
        exports.stop = function stop() {};
        module.exports.VERSION = '1.0';

        function App({ title, onClick }) {
            return (
                <Panel.Body title={title} {...others}>
                    <Button onClick={onClick}>text</Button>
                    <div />
                </Panel.Body>
            );
        }

        describe('store', () => {
            it('adds', () => expect(add(1, 2)).toBe(3));
            test.only(`works`, async () => {});
            it.each([1, 2])('takes %i', (n) => n);
            describe.skip("isn't done", function () {
                it('can\'t', () => {});
            });
        });
        Deno.test('on deno', () => {});
        t.test('sub', () => {});

        """#
}
