#include <ctype.h>
#include <stdbool.h>
#include <string.h>

char *trim(char *text)
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

bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

size_t split(char *text, char separator, char **parts, size_t limit)
{
    size_t count = 0;
    while (text && count < limit) {
        parts[count++] = text;
        text = strchr(text, separator);
        if (text)
            *text++ = '\0';
    }
    return count;
}
