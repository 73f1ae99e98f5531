#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ringlog.h"

/* The same as in text.c, which this tool does not link. */
static char *trim(char *text)
{
    char *end;
    while (isspace((unsigned char)*text))
        text++;
    end = text + strlen(text);
    while (end > text && isspace((unsigned char)end[-1]))
        end--;
    *end = '\0';
    return text;
}

static int print_line(const char *line, void *context)
{
    int *number = context;
    return printf("%6d  %s\n", ++*number, line) < 0;
}

int main(int argc, char **argv)
{
    char buffer[4096];
    int number = 0;
    struct ringlog *log = ringlog_open(argc > 1 ? strtoul(argv[1], NULL, 10) : 65536);
    if (!log) {
        perror("dump");
        return EXIT_FAILURE;
    }
    while (fgets(buffer, sizeof(buffer), stdin))
        if (ringlog_write(log, trim(buffer)) != 0)
            fprintf(stderr, "dump: a line is too long\n");
    ringlog_each(log, print_line, &number);
    ringlog_close(log);
    return EXIT_SUCCESS;
}
