"use strict";

(function () {
  const money = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" });

  function load() {
    try {
      return JSON.parse(localStorage.getItem("cart")) || {};
    } catch (error) {
      return {};
    }
  }

  function save(cart) {
    localStorage.setItem("cart", JSON.stringify(cart));
    show(cart);
  }

  function total(cart) {
    return Object.values(cart).reduce((sum, line) => sum + line.price * line.count, 0);
  }

  function show(cart) {
    const lines = Object.values(cart);
    document.querySelector("#cart-count").textContent = String(lines.length);
    document.querySelector("#cart-total").textContent = money.format(total(cart) / 100);
  }

  function add(id, price) {
    const cart = load();
    const line = cart[id] || { price, count: 0 };
    line.count += 1;
    cart[id] = line;
    save(cart);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-article]");
    if (button) {
      add(button.dataset.article, Number(button.dataset.price));
    }
  });
  show(load());
})();
