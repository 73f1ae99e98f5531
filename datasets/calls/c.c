/* Hand-labelled calls, C: small programs in the idiom of real projects. */
#include <arpa/inet.h>
#include <assert.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define MIN(a, b) ((a) < (b) ? (a) : (b))

enum level { LOG_DEBUG, LOG_INFO, LOG_ERROR };

static enum level threshold = LOG_INFO;

static void logf_at(enum level level, const char *format, ...) {
    static const char *const names[] = {"debug", "info", "error"};
    va_list arguments;

    if (level < threshold)
        return;
    fprintf(stderr, "%s: ", names[MIN(level, ARRAY_LEN(names) - 1)]); //= fprintf MIN ARRAY_LEN
    va_start(arguments, format); //= va_start
    vfprintf(stderr, format, arguments); //= vfprintf
    va_end(arguments); //= va_end
    fputc('\n', stderr); //= fputc
}

static void die(const char *what) {
    logf_at(LOG_ERROR, "%s: %s", what, strerror(errno)); //= logf_at strerror
    exit(EXIT_FAILURE); //= exit
}

static void *xmalloc(size_t size) {
    void *memory = malloc(size ? size : 1); //= malloc
    if (memory == NULL)
        die("malloc"); //= die
    return memory;
}

static char *copy_string(const char *text) {
    size_t length = strlen(text) + 1; //= strlen
    return memcpy(xmalloc(length), text, length); //= memcpy xmalloc
}

/* A growing string. */
struct buffer {
    char *data;
    size_t length, capacity;
};

static void buffer_reserve(struct buffer *b, size_t more) {
    if (b->length + more + 1 <= b->capacity)
        return;
    b->capacity = (b->length + more + 1) * 2;
    b->data = realloc(b->data, b->capacity); //= realloc
    if (!b->data)
        die("realloc"); //= die
}

static void buffer_add(struct buffer *b, const char *text) {
    size_t length = strlen(text); //= strlen
    buffer_reserve(b, length); //= buffer_reserve
    memcpy(b->data + b->length, text, length + 1); //= memcpy
    b->length += length;
}

static void buffer_number(struct buffer *b, long number) {
    char digits[32];
    snprintf(digits, sizeof digits, "%ld", number); //= snprintf
    buffer_add(b, digits); //= buffer_add
}

static void buffer_free(struct buffer *b) {
    free(b->data); //= free
    memset(b, 0, sizeof(*b)); //= memset
}

static char *read_file(const char *path, size_t *size) {
    struct stat info;
    FILE *file = fopen(path, "rb"); //= fopen
    if (!file || fstat(fileno(file), &info) != 0) //= fstat fileno
        die(path); //= die
    char *text = xmalloc((size_t)info.st_size + 1); //= xmalloc
    *size = fread(text, 1, (size_t)info.st_size, file); //= fread
    if (ferror(file)) //= ferror
        logf_at(LOG_ERROR, "%s is cut short", path); //= logf_at
    text[*size] = '\0';
    fclose(file); //= fclose
    return text;
}

static char *trim(char *text) {
    while (isspace((unsigned char)*text)) //= isspace
        text++;
    char *end = text + strlen(text); //= strlen
    while (end > text && isspace((unsigned char)end[-1])) //= isspace
        *--end = '\0';
    return text;
}

/* A table of words, chained. */
struct entry {
    char *key;
    int value;
    struct entry *next;
};

struct table {
    struct entry *buckets[256];
    size_t size;
    uint32_t (*hash)(const char *key);
    void (*dropped)(const char *key, void *context);
};

static uint32_t fnv1a(const char *key) {
    uint32_t hash = 2166136261u;
    for (; *key; key++)
        hash = (hash ^ (uint8_t)tolower((unsigned char)*key)) * 16777619u; //= tolower
    return hash;
}

static struct entry **find(struct table *table, const char *key) {
    struct entry **at = &table->buckets[table->hash(key) % ARRAY_LEN(table->buckets)]; //= .hash ARRAY_LEN
    while (*at && strcmp((*at)->key, key) != 0) //= strcmp
        at = &(*at)->next;
    return at;
}

static void table_add(struct table *table, const char *key, int value) {
    struct entry **at = find(table, key); //= find
    if (*at == NULL) {
        *at = calloc(1, sizeof **at); //= calloc
        (*at)->key = copy_string(key); //= copy_string
        table->size++;
    }
    (*at)->value += value;
}

static bool table_drop(struct table *table, const char *key, void *context) {
    struct entry **at = find(table, key), *old = *at; //= find
    if (!old)
        return false;
    *at = old->next;
    if (table->dropped)
        table->dropped(old->key, context); //= .dropped
    free(old->key); //= free
    free(old); //= free
    return true;
}

static int by_value(const void *a, const void *b) {
    const struct entry *const *x = a, *const *y = b;
    return (*y)->value - (*x)->value ? (*y)->value - (*x)->value : strcmp((*x)->key, (*y)->key); //= strcmp
}

static void table_print(const struct table *table, FILE *out) {
    struct entry **all = xmalloc(table->size * sizeof(*all)); //= xmalloc
    size_t count = 0;
    for (size_t i = 0; i < ARRAY_LEN(table->buckets); i++) //= ARRAY_LEN
        for (struct entry *e = table->buckets[i]; e; e = e->next)
            all[count++] = e;
    qsort(all, count, sizeof(*all), by_value); //= qsort
    for (size_t i = 0; i < MIN(count, 20); i++) //= MIN
        fprintf(out, "%6d %s\n", all[i]->value, all[i]->key); //= fprintf
    free(all); //= free
}

static void count_words(struct table *table, char *text) {
    char *state = NULL;
    for (char *word = strtok_r(text, " \t\n", &state); word; word = strtok_r(NULL, " \t\n", &state)) //= strtok_r strtok_r
        table_add(table, word, 1); //= table_add
}

typedef long (*operator_fn)(long a, long b);

static long add(long a, long b) { return a + b; }
static long largest(long a, long b) { return a > b ? a : b; }
static const operator_fn operators[] = {add, largest};

static long fold(const long *numbers, size_t n, long start, operator_fn step) {
    for (size_t i = 0; i < n; i++)
        start = step(start, operators[1](numbers[i], 0)); //= step ?
    return start;
}

static long twice(operator_fn *chosen, long n) {
    return (*chosen)(n, n); //= ?
}

static int serve(uint16_t port) {
    int yes = 1, fd = socket(AF_INET, SOCK_STREAM, 0); //= socket
    struct sockaddr_in peer, here = {.sin_family = AF_INET, .sin_port = htons(port)}; //= htons
    socklen_t size = sizeof(peer);
    char name[INET_ADDRSTRLEN];

    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK); //= htonl
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) || bind(fd, (struct sockaddr *)&here, sizeof(here))) //= setsockopt bind
        die("bind"); //= die
    if (listen(fd, 8) != 0) //= listen
        logf_at(LOG_ERROR, "port %d: %s", ntohs(here.sin_port), strerror(errno)); //= logf_at ntohs strerror
    for (int client; (client = accept(fd, (struct sockaddr *)&peer, &size)) >= 0; close(client)) { //= accept close
        inet_ntop(AF_INET, &peer.sin_addr, name, sizeof(name)); //= inet_ntop
        dprintf(client, "hello, %s:%d\n", name, ntohs(peer.sin_port)); //= dprintf ntohs
        shutdown(client, SHUT_RDWR); //= shutdown
    }
    return close(fd); //= close
}

static void daemonise(void) {
    int null = open("/dev/null", O_RDWR); //= open
    if (null < 0 || signal(SIGHUP, SIG_IGN) == SIG_ERR) //= signal
        die("daemonise"); //= die
    if (fork() > 0) //= fork
        _exit(EXIT_SUCCESS); //= _exit
    setsid(); //= setsid
    umask(022); //= umask
    if (chdir("/") || dup2(null, STDIN_FILENO) < 0 || dup2(null, STDOUT_FILENO) < 0) //= chdir dup2 dup2
        logf_at(LOG_ERROR, "pid %ld: %s", (long)getpid(), strerror(errno)); //= logf_at getpid strerror
    close(null); //= close
}

static int run(char *const command[]) {
    int status = 0;
    pid_t child = fork(); //= fork
    if (child == 0) {
        execvp(command[0], command); //= execvp
        die(command[0]); //= die
    }
    if (waitpid(child, &status, 0) < 0 || !WIFEXITED(status)) //= waitpid WIFEXITED
        return -1;
    return WEXITSTATUS(status); //= WEXITSTATUS
}

static void list(const char *folder, struct buffer *out) {
    struct dirent *entry;
    DIR *open_folder = opendir(folder); //= opendir
    while (open_folder && (entry = readdir(open_folder))) { //= readdir
        if (strchr(entry->d_name, '.') == entry->d_name) //= strchr
            continue;
        buffer_add(out, strncmp(entry->d_name, "lib", 3) ? "" : "* "); //= buffer_add strncmp
        buffer_add(out, entry->d_name); //= buffer_add
        buffer_add(out, "\n"); //= buffer_add
    }
    if (open_folder && closedir(open_folder) != 0) //= closedir
        perror(folder); //= perror
}

static void stamp(struct buffer *out) {
    char text[64];
    struct tm parts;
    time_t now = time(NULL), noon; //= time
    strftime(text, sizeof(text), "%Y-%m-%d", localtime_r(&now, &parts)); //= strftime localtime_r
    parts.tm_hour = 12;
    noon = mktime(&parts); //= mktime
    buffer_add(out, text); //= buffer_add
    buffer_number(out, labs((long)difftime(noon, now))); //= buffer_number labs difftime
}

struct job {
    const char *path;
    struct table *table;
    pthread_mutex_t *lock;
};

static void *work(void *argument) {
    struct job *job = argument;
    size_t size;
    char *text = read_file(job->path, &size); //= read_file
    pthread_mutex_lock(job->lock); //= pthread_mutex_lock
    count_words(job->table, trim(text)); //= count_words trim
    pthread_mutex_unlock(job->lock); //= pthread_mutex_unlock
    logf_at(LOG_DEBUG, "%s: %zu bytes", job->path, size); //= logf_at
    free(text); //= free
    return NULL;
}

/* The last lines of a file, without reading all of it. */
static void tail(const char *path, long bytes, struct buffer *out) {
    char line[256];
    FILE *file = fopen(path, "r"); //= fopen
    if (!file || fseek(file, 0, SEEK_END) || ftell(file) < 0) //= fseek ftell
        die(path); //= die
    fseek(file, ftell(file) > bytes ? -bytes : 0, ftell(file) > bytes ? SEEK_END : SEEK_SET); //= fseek ftell ftell
    while (fgets(line, sizeof(line), file) != NULL) { //= fgets
        line[strcspn(line, "\r\n")] = '\0'; //= strcspn
        buffer_add(out, trim(line)); //= buffer_add trim
        buffer_add(out, feof(file) ? "" : "\n"); //= buffer_add feof
    }
    fclose(file); //= fclose
}

static void count_dropped(const char *key, void *context) {
    *(int *)context += (int)strlen(key); //= strlen
}

static void check(bool ok, const char *what) {
    printf("%s %s\n", ok ? "ok" : "FAILED", what); //= printf
    if (!ok)
        abort(); //= abort
}

static void self_test(void) {
    long numbers[] = {3, 1, 2};
    int dropped = 0;
    char text[] = "  a b a  ", *const nothing[] = {"true", NULL};
    struct table table = {.hash = fnv1a, .dropped = count_dropped};
    struct buffer b = {0};
    operator_fn sum = add;

    count_words(&table, trim(text)); //= count_words trim
    check(table.size == 2 && (*find(&table, "a"))->value == 2, "words"); //= check find
    check(table_drop(&table, "a", &dropped) && dropped == 1, "drop"); //= check table_drop
    check(!table_drop(&table, "x", NULL), "nothing to drop"); //= check table_drop
    check(table.hash("A") == fnv1a("a"), "hash"); //= check .hash fnv1a
    check(fold(numbers, ARRAY_LEN(numbers), 0, largest) == 3, "fold"); //= check fold ARRAY_LEN
    check(twice(&sum, sum(1, 2)) == 6, "twice"); //= check twice sum
    buffer_number(&b, strtol(" 12x", NULL, 10)); //= buffer_number strtol
    check(strcmp(b.data, "12") == 0 && atoi(b.data) == 12, "number"); //= check strcmp atoi
    buffer_add(&b, strrchr("a/b/c", '/')); //= buffer_add strrchr
    check(strlen(b.data) == b.length && strstr(b.data, "2/") != NULL, "buffer"); //= check strlen strstr
    check(toupper('a') == 'A' && isdigit('7') && !isalpha('7'), "ctype"); //= check toupper isdigit isalpha
    check(run(nothing) == 0, "run"); //= check run
    buffer_free(&b); //= buffer_free
    assert(b.data == NULL); //= assert

    FILE *file = tmpfile(); //= tmpfile
    check(fputs("3 7\n", file) >= 0 && fflush(file) == 0, "written"); //= check fputs fflush
    rewind(file); //= rewind
    check(fscanf(file, "%ld %ld", &numbers[0], &numbers[1]) == 2, "read"); //= check fscanf
    check(numbers[0] + numbers[1] == 10 && fgetc(file) == '\n', "numbers"); //= check fgetc
    fclose(file); //= fclose
}

int main(int argc, char **argv) {
    struct table table = {.hash = fnv1a};
    struct buffer page = {0};
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    int option;

    while ((option = getopt(argc, argv, "tds:l:e:")) != -1) { //= getopt
        switch (option) {
        case 't':
            self_test(); //= self_test
            return puts("all passed") < 0; //= puts
        case 'd':
            daemonise(); //= daemonise
            break;
        case 's':
            return serve((uint16_t)atoi(optarg)); //= serve atoi
        case 'e':
            tail(optarg, 4096, &page); //= tail
            break;
        case 'l':
            list(optarg, &page); //= list
            stamp(&page); //= stamp
            fwrite(page.data, 1, page.length, stdout); //= fwrite
            buffer_free(&page); //= buffer_free
            break;
        default:
            fprintf(stderr, "usage: %s [-t] [-d] [-s PORT] [-l FOLDER] [-e FILE] FILE...\n", argv[0]); //= fprintf
            return 2;
        }
    }
    pthread_t *threads = xmalloc(sizeof(*threads) * (size_t)argc); //= xmalloc
    struct job *jobs = xmalloc(sizeof(*jobs) * (size_t)argc); //= xmalloc
    for (int i = optind; i < argc; i++) {
        jobs[i] = (struct job){argv[i], &table, &lock};
        if (pthread_create(&threads[i], NULL, work, &jobs[i]) != 0) //= pthread_create
            die("pthread_create"); //= die
    }
    for (int i = optind; i < argc; i++)
        pthread_join(threads[i], NULL); //= pthread_join
    table_print(&table, stdout); //= table_print
    free(threads); //= free
    free(jobs); //= free
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE; //= fflush
}
