/* Linked into every C and C++ program: what the toolchain's libraries leave out, or do otherwise than the machine that benchmarks were
   made on. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Exceptions compile and are never caught: a throw ends the program, as an uncaught one would. */
void *__cxa_allocate_exception(size_t size) { return malloc(size + 128); }

void __cxa_throw(void *thrown, void *type, void (*destroy)(void *)) {
    (void)thrown, (void)type, (void)destroy;
    fflush(stdout);
    fputs("terminate called after throwing: exceptions end a program in this sandbox\n", stderr);
    abort();
}

/* glibc's rand(), an additive feedback generator: tests of benchmarks draw from it, and one reference (HumanEval-X CPP/32, Newton's
   method) does not even end with other numbers. */
static uint32_t ring[31];
static int at;
static int ready;

static uint32_t next(void) {
    uint32_t value = ring[at] += ring[(at + 28) % 31];
    at = (at + 1) % 31;
    return value >> 1;
}

void srand(unsigned seed) {
    int32_t word = seed ? (int32_t)seed : 1;
    for (int i = 0; i < 31; i++) {
        ring[i] = (uint32_t)word;
        word = (int32_t)(16807 * (int64_t)(word % 127773) - 2836 * (int64_t)(word / 127773));
        /* Schrage's method: 16807 * word modulo 2^31 - 1. */
        if (word < 0)
            word += 2147483647;
    }
    at = 3;
    ready = 1;
    for (int i = 0; i < 310; i++)
        next();
}

int rand(void) {
    if (!ready)
        srand(1);
    return (int)next();
}
