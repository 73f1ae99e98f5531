#ifndef RINGLOG_H
#define RINGLOG_H

#include <stddef.h>

/* A log in memory that forgets its oldest lines. */
struct ringlog;

struct ringlog *ringlog_open(size_t capacity);
void ringlog_close(struct ringlog *log);

/* Returns 0, or -1 if the line is longer than the log. */
int ringlog_write(struct ringlog *log, const char *line);

/* Calls visit for each line, the oldest first; stops when it returns non-zero. */
int ringlog_each(const struct ringlog *log, int (*visit)(const char *line, void *context), void *context);

#endif
