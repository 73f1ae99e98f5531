#include "ringlog.h"

#include <stdlib.h>
#include <string.h>

struct ringlog {
    char *data;
    size_t capacity;
    size_t start;
    size_t used;
};

struct ringlog *ringlog_open(size_t capacity)
{
    struct ringlog *log = calloc(1, sizeof(*log));
    if (!log)
        return NULL;
    log->data = malloc(capacity);
    if (!log->data) {
        free(log);
        return NULL;
    }
    log->capacity = capacity;
    return log;
}

void ringlog_close(struct ringlog *log)
{
    if (log)
        free(log->data);
    free(log);
}

static void drop_oldest(struct ringlog *log)
{
    while (log->used > 0) {
        char dropped = log->data[log->start];
        log->start = (log->start + 1) % log->capacity;
        log->used--;
        if (dropped == '\0')
            return;
    }
}

int ringlog_write(struct ringlog *log, const char *line)
{
    size_t size = strlen(line) + 1;
    if (size > log->capacity)
        return -1;
    while (log->capacity - log->used < size)
        drop_oldest(log);
    for (size_t i = 0; i < size; i++)
        log->data[(log->start + log->used + i) % log->capacity] = line[i];
    log->used += size;
    return 0;
}

int ringlog_each(const struct ringlog *log, int (*visit)(const char *line, void *context), void *context)
{
    char *line = malloc(log->used + 1);
    size_t length = 0;
    int stop = 0;
    if (!line)
        return -1;
    for (size_t i = 0; i < log->used && !stop; i++) {
        line[length] = log->data[(log->start + i) % log->capacity];
        if (line[length++] == '\0') {
            stop = visit(line, context);
            length = 0;
        }
    }
    free(line);
    return stop;
}
