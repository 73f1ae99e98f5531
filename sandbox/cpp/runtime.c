/* What libc++abi of the toolchain leaves out: throwing. Exceptions compile and are never caught: a throw ends the program, as an
   uncaught one would. Linked into every program. */
#include <stdio.h>
#include <stdlib.h>

void *__cxa_allocate_exception(size_t size) { return malloc(size + 128); }

void __cxa_throw(void *thrown, void *type, void (*destroy)(void *)) {
    (void)thrown, (void)type, (void)destroy;
    fflush(stdout);
    fputs("terminate called after throwing: exceptions end a program in this sandbox\n", stderr);
    abort();
}
