<?php

declare(strict_types=1);

namespace Example\Shop;

use RuntimeException;

final class PriceList
{
    /** @param array<string, int> $prices in cents */
    public function __construct(private array $prices)
    {
    }

    public static function fromCsv(string $path): self
    {
        $handle = fopen($path, 'r');
        if ($handle === false) {
            throw new RuntimeException("cannot open $path");
        }
        $prices = [];
        try {
            while (($row = fgetcsv($handle, 0, ';')) !== false) {
                if (count($row) >= 2 && is_numeric($row[1])) {
                    $prices[self::slug($row[0])] = (int) round(100 * (float) $row[1]);
                }
            }
        } finally {
            fclose($handle);
        }
        return new self($prices);
    }

    public function has(string $article): bool
    {
        return array_key_exists($article, $this->prices);
    }

    public function of(string $article): int
    {
        return $this->prices[$article];
    }

    private static function slug(string $title): string
    {
        $title = mb_strtolower(trim($title));
        $title = preg_replace('/[^\p{L}\p{N}]+/u', '-', $title);
        return trim($title, '-');
    }
}
