<?php

declare(strict_types=1);

namespace Example\Shop;

function slug(string $title): string
{
    $title = mb_strtolower(trim($title));
    $title = preg_replace('/[^\p{L}\p{N}]+/u', '-', $title);
    return trim($title, '-');
}

function money(int $cents, string $currency = 'EUR'): string
{
    $sign = $cents < 0 ? '-' : '';
    return sprintf('%s%s %s', $sign, number_format(abs($cents) / 100, 2), $currency);
}

function table(array $rows): string
{
    $widths = [];
    foreach ($rows as $row) {
        foreach ($row as $i => $cell) {
            $widths[$i] = max($widths[$i] ?? 0, mb_strlen((string) $cell));
        }
    }
    $lines = array_map(function (array $row) use ($widths): string {
        $cells = [];
        foreach ($row as $i => $cell) {
            $cells[] = str_pad((string) $cell, $widths[$i]);
        }
        return rtrim(implode('  ', $cells));
    }, $rows);
    return implode("\n", $lines) . "\n";
}
