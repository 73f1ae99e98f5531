<?php

declare(strict_types=1);

namespace Example\Shop;

use Countable;
use OutOfBoundsException;

final class Cart implements Countable
{
    /** @var array<string, int> */
    private array $counts = [];

    public function __construct(private PriceList $prices)
    {
    }

    public function add(string $article, int $count = 1): void
    {
        if (!$this->prices->has($article)) {
            throw new OutOfBoundsException("no article $article");
        }
        $this->counts[$article] = ($this->counts[$article] ?? 0) + $count;
        if ($this->counts[$article] <= 0) {
            unset($this->counts[$article]);
        }
    }

    public function count(): int
    {
        return array_sum($this->counts);
    }

    /** The sum in cents, with the discount of each article. */
    public function total(): int
    {
        $total = 0;
        foreach ($this->counts as $article => $count) {
            $price = $this->prices->of($article);
            $total += $count >= 10 ? (int) round($price * $count * 0.9) : $price * $count;
        }
        return $total;
    }
}
