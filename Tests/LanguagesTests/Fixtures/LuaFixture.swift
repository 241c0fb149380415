enum LuaFixture {
    /// What Lua can declare, and how it is used.
    static let source = #"""
        #!/usr/bin/env lua
        --- Orders of the shop.
        -- @module orders

        local json = require("cjson")
        local Item, rate = require 'shop.item', require("shop.rate").default
        local utils = require "shop.utils"
        require("shop.setup")
        dofile("config.lua")

        local M = {}
        local LIMIT <const>, counter = 10, 0
        VERSION = "1.0"
        _G.DEBUG = false
        M.DEFAULT = 'open'

        --- A point.
        -- @class Point
        local Point = {}
        Point.__index = Point

        ---@class Order
        local Order = { name = "order", prices = { 1, 2 } }
        setmetatable(Order, { __index = Point })

        --- Makes an order.
        ---@param items table
        ---@return Order
        function Order.new(items, ...)
          local self = setmetatable({}, Order)
          self.items = items or {}
          self.total, self.count = 0, select('#', ...)
          return self
        end

        -- The price of all.
        function Order:price(discount)
          local sum <close> = 0
          for index, item in ipairs(self.items) do
            sum = sum + item:price() * (discount or rate.value)
          end
          for i = 1, LIMIT, 2 do
            sum = sum - i
          end
          while sum > LIMIT do
            sum = sum / 2
          end
          repeat
            local done = check(sum)
          until done
          if sum == 0 then
            return M.DEFAULT
          elseif counter > 1 then
            utils.log("sum " .. sum)
          else
            goto finish
          end
          ::finish::
          local function double(x)
            return x * 2
          end
          return double(sum), self["items"], #self.items, json.encode(self)
        end

        --[[ Sends it. ]]
        M.send = function(order)
          counter = counter + 1
          return order:price()
        end

        M.nested = {}
        M.nested.deep = function() end

        local function helper(value)
          return value
        end

        local square = function(x) return x * x end

        function global_helper() return helper(square(2)) end

        --- What may be done.
        M.handlers = {
          open = function(order) return order end,
          close = helper,
          ["on-error"] = function() end,
          Point.__index,
        }

        describe("orders", function()
          local order
          before_each(function() order = Order.new({}) end)

          describe("price", function()
            it("is lower", function()
              assert.are.equal(1, order:price())
            end)
            pending("is not checked")
          end)
        end)

        TestOrder = {}
        function TestOrder:testPrice()
          lu.assertEquals(1, 1)
        end

        return M

        """#
}
