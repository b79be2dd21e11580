/*
 * A disk that fails on request, and a record of everything that was written to it.
 *
 * Loaded before libc (LD_PRELOAD) into a program that is being tortured. Every call that changes something below DISK_ROOT passes through
 * here; everything else goes straight on. What it does is told by the environment:
 *
 *   DISK_ROOT     the folder that is watched, without a slash at the end; it holds `home` and the file `acks`
 *   DISK_JOURNAL  a file to which every change is appended in the order in which it happened (`rebuild.rs` reads it)
 *   DISK_FAIL     class:nth:count:errno:short
 *                 of the calls of a class below DISK_ROOT/home, the nth (from 1) and those after it fail with an errno, `count` of them, 0 for
 *                 ever. With short=1 the first of them, if it is a write of more than one byte, takes half of what it was given instead.
 *                 Classes: write (any write), grow (what needs room: a write past the end, a new file or folder), sync (fsync and its
 *                 kin), open, change (everything that a read-only file system refuses)
 *   DISK_CLOCK    a seed: the time of day jumps by up to two years either way at random moments
 *
 * One mutex is held around every call and its line in the journal, so that the journal has the order of the disk. While a journal is kept
 * nothing is really synced: the power cut is played, and what it spares is decided by the journal alone.
 *
 * A call that would go around the journal (a shared writable mapping, a hard link, fallocate) is written into it as UNKNOWN, and the reader
 * refuses such a journal: better no answer than a wrong one.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { CREATE = 1, BIND, MKDIR, TRUNCATE, WRITE, SYNC, SYNC_DIR, RENAME, UNLINK, RMDIR, UNKNOWN };
enum { CLASS_NONE, CLASS_WRITE, CLASS_GROW, CLASS_SYNC, CLASS_OPEN, CLASS_CHANGE };
enum { FOREIGN, OURS, ACKS };

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char root[PATH_MAX], home[PATH_MAX], acks[PATH_MAX];
static size_t root_len, home_len;
static int journal = -1;
static int fail_class = CLASS_NONE, fail_errno, fail_short;
static unsigned long fail_nth, fail_count, fail_seen;
static uint64_t clock_state;
static int64_t clock_shift;

/* Which inodes below the root were opened, and whether they belong to the home: descriptors are copied about, inodes are not. */
#define SLOTS 65536
static struct { dev_t dev; ino_t ino; int whose; } inodes[SLOTS];

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, name)

static ssize_t plain_write(int fd, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    return real(fd, parts, count);
}

__attribute__((constructor)) static void begin(void) {
    const char *told = getenv("DISK_ROOT");
    if (told) {
        root_len = (size_t)snprintf(root, sizeof root, "%s", told);
        home_len = (size_t)snprintf(home, sizeof home, "%s/home", told);
        snprintf(acks, sizeof acks, "%s/acks", told);
    }
    told = getenv("DISK_JOURNAL");
    if (told) {
        REAL(int, "open", const char *, int, ...);
        journal = real(told, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (journal < 0) abort();
    }
    told = getenv("DISK_FAIL");
    if (told) {
        char class[16] = "";
        if (sscanf(told, "%15[^:]:%lu:%lu:%d:%d", class, &fail_nth, &fail_count, &fail_errno, &fail_short) != 5) abort();
        fail_class = !strcmp(class, "write") ? CLASS_WRITE : !strcmp(class, "grow") ? CLASS_GROW : !strcmp(class, "sync") ? CLASS_SYNC
            : !strcmp(class, "open") ? CLASS_OPEN : CLASS_CHANGE;
    }
    told = getenv("DISK_CLOCK");
    if (told) clock_state = strtoull(told, NULL, 10) | 1;
}

/* The program ends while its other threads go on: none of them may be cut off between a call and its line in the journal, so they are held up
 * for good. Whoever ends the program may still write, hence the mutex is a recursive one. */
__attribute__((destructor)) static void end(void) {
    pthread_mutex_lock(&lock);
}

/* One line of the journal: what, two numbers, the length of what follows, and that. */
static void record(uint8_t what, uint64_t a, uint64_t b, const void *data, uint32_t length) {
    if (journal < 0) return;
    unsigned char front[21];
    front[0] = what;
    memcpy(front + 1, &a, 8);
    memcpy(front + 9, &b, 8);
    memcpy(front + 17, &length, 4);
    struct iovec parts[2] = {{front, sizeof front}, {(void *)data, length}};
    if (plain_write(journal, parts, 2) != (ssize_t)(sizeof front + length)) abort();
}

static void record_path(uint8_t what, uint64_t a, const char *path) {
    record(what, a, 0, path + root_len, (uint32_t)strlen(path + root_len));
}

static int below_root(const char *path) {
    return root_len && !strncmp(path, root, root_len) && (path[root_len] == '/' || !path[root_len]);
}

static int below_home(const char *path) {
    return home_len && !strncmp(path, home, home_len) && (path[home_len] == '/' || !path[home_len]);
}

/* The path as a whole, in `out`; a relative one is put behind that of its folder. */
static const char *whole(int folder, const char *path, char *out) {
    if (path[0] == '/') return path;
    char link[64], at[PATH_MAX];
    ssize_t length;
    if (folder == AT_FDCWD) {
        length = readlink("/proc/self/cwd", at, sizeof at - 1);
    } else {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        length = readlink(link, at, sizeof at - 1);
    }
    if (length < 0) return path;
    at[length] = 0;
    if (snprintf(out, PATH_MAX, "%s/%s", at, path) >= PATH_MAX) return path;
    return out;
}

static size_t slot_of(dev_t dev, ino_t ino) {
    size_t at = ((size_t)ino * 2654435761u ^ (size_t)dev) % SLOTS;
    for (size_t n = 0; n < SLOTS; n++, at = (at + 1) % SLOTS)
        if (!inodes[at].ino || (inodes[at].ino == ino && inodes[at].dev == dev)) return at;
    abort();
}

/* Whose file a descriptor is, and what the system knows of it. */
static int whose(int fd, struct stat *st) {
    if (!root_len || fstat(fd, st) || !(S_ISREG(st->st_mode))) return FOREIGN;
    size_t at = slot_of(st->st_dev, st->st_ino);
    return inodes[at].ino ? inodes[at].whose : FOREIGN;
}

/* Whether a call of this class is to fail now; sets errno. `half` is set where only half of a write is to be taken. */
static int fails(int class, int *half) {
    if (fail_class == CLASS_NONE) return 0;
    int counts = class == fail_class || (fail_class == CLASS_CHANGE && class != CLASS_SYNC) || (fail_class == CLASS_WRITE && class == CLASS_GROW && half);
    if (!counts) return 0;
    fail_seen++;
    if (fail_seen < fail_nth || (fail_count && fail_seen >= fail_nth + fail_count)) return 0;
    if (half && fail_short && fail_seen == fail_nth) {
        *half = 1;
        return 0;
    }
    errno = fail_errno;
    return 1;
}

static int opened(int folder, const char *name, int flags, mode_t mode) {
    REAL(int, "openat64", int, const char *, int, ...);
    char space[PATH_MAX];
    const char *path = whole(folder, name, space);
    if (!below_root(path)) {
        int fd = real(folder, name, flags, mode);
        struct stat st;
        /* A number that a file of ours had may come back as that of a stranger. */
        if (fd >= 0 && root_len && (flags & O_CREAT) && !fstat(fd, &st)) {
            pthread_mutex_lock(&lock);
            size_t at = slot_of(st.st_dev, st.st_ino);
            if (inodes[at].ino) inodes[at].whose = FOREIGN;
            pthread_mutex_unlock(&lock);
        }
        return fd;
    }
    pthread_mutex_lock(&lock);
    struct stat st;
    int missing = lstat(path, &st) != 0;
    int changes = (flags & O_TRUNC) || (missing && (flags & O_CREAT));
    int writes = (flags & O_ACCMODE) != O_RDONLY || changes;
    int fd = -1;
    int failed = 0;
    if (below_home(path)) {
        if (missing && (flags & O_CREAT)) failed = fails(CLASS_GROW, NULL);
        else if (writes && fail_class == CLASS_CHANGE) failed = fails(CLASS_CHANGE, NULL);
        if (!failed && fail_class == CLASS_OPEN) failed = fails(CLASS_OPEN, NULL);
    }
    if (!failed) fd = real(folder, name, flags, mode);
    int kept = errno;
    if (fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode)) {
        size_t at = slot_of(st.st_dev, st.st_ino);
        inodes[at].dev = st.st_dev;
        inodes[at].ino = st.st_ino;
        inodes[at].whose = strcmp(path, acks) ? OURS : ACKS;
        record_path(missing ? CREATE : BIND, st.st_ino, path);
        if (!missing && (flags & O_TRUNC)) record(TRUNCATE, st.st_ino, 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    errno = kept;
    return fd;
}

#define MODE_OF(flags, mode) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list list; va_start(list, flags); mode = va_arg(list, mode_t); va_end(list); }

int open(const char *path, int flags, ...) { MODE_OF(flags, mode) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags, mode) return opened(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE_OF(flags, mode) return opened(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE_OF(flags, mode) return opened(folder, path, flags, mode); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

/* All writes end here; `at` is -1 for one at the descriptor's own place. */
static ssize_t written(int fd, const void *bytes, size_t length, off_t at) {
    REAL(ssize_t, "write", int, const void *, size_t);
    static ssize_t (*real_at)(int, const void *, size_t, off_t);
    if (!real_at) *(void **)&real_at = dlsym(RTLD_NEXT, "pwrite64");
    struct stat st;
    if (!root_len || fd == journal) return at < 0 ? real(fd, bytes, length) : real_at(fd, bytes, length, at);
    pthread_mutex_lock(&lock);
    int owner = whose(fd, &st);
    if (owner == FOREIGN) {
        pthread_mutex_unlock(&lock);
        return at < 0 ? real(fd, bytes, length) : real_at(fd, bytes, length, at);
    }
    off_t place = at;
    if (at < 0) place = (fcntl(fd, F_GETFL) & O_APPEND) ? st.st_size : lseek(fd, 0, SEEK_CUR);
    int half = 0;
    ssize_t done = -1;
    int grows = place + (off_t)length > st.st_size;
    if (owner == ACKS || !fails(grows ? CLASS_GROW : CLASS_WRITE, &half)) {
        size_t take = half && length > 1 ? length / 2 : length;
        done = at < 0 ? real(fd, bytes, take) : real_at(fd, bytes, take, at);
        if (done > 0) record(WRITE, st.st_ino, (uint64_t)place, bytes, (uint32_t)done);
    }
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return written(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return written(fd, bytes, length, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return written(fd, bytes, length, at); }

/* A gathered write may stop after any part, so only the first is taken of a file of ours. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
    struct stat st;
    if (fd == journal || whose(fd, &st) == FOREIGN) return plain_write(fd, parts, count);
    for (int n = 0; n < count; n++)
        if (parts[n].iov_len) return written(fd, parts[n].iov_base, parts[n].iov_len, -1);
    return 0;
}

static int truncated(int fd, off_t length) {
    REAL(int, "ftruncate64", int, off_t);
    struct stat st;
    if (!root_len) return real(fd, length);
    pthread_mutex_lock(&lock);
    int owner = whose(fd, &st);
    int done = -1;
    if (owner != OURS || fail_class != CLASS_CHANGE || !fails(CLASS_CHANGE, NULL)) done = real(fd, length);
    if (!done && owner != FOREIGN) record(TRUNCATE, st.st_ino, (uint64_t)length, NULL, 0);
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int ftruncate(int fd, off_t length) { return truncated(fd, length); }
int ftruncate64(int fd, off64_t length) { return truncated(fd, length); }

static int synced(int fd, const char *name) {
    int (*real)(int);
    *(void **)&real = dlsym(RTLD_NEXT, name);
    if (!root_len) return real(fd);
    struct stat st;
    char link[64], path[PATH_MAX];
    pthread_mutex_lock(&lock);
    int folder = !fstat(fd, &st) && S_ISDIR(st.st_mode);
    if (folder) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(link, path, sizeof path - 1);
        path[length < 0 ? 0 : length] = 0;
        folder = below_root(path);
    }
    int done = -1;
    int ours = folder || whose(fd, &st) != FOREIGN;
    if (!ours || !fails(CLASS_SYNC, NULL)) done = journal >= 0 && ours ? 0 : real(fd);
    if (!done && ours) {
        if (folder) record_path(SYNC_DIR, 0, path);
        else record(SYNC, st.st_ino, 0, NULL, 0);
    }
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int fsync(int fd) { return synced(fd, "fsync"); }
int fdatasync(int fd) { return synced(fd, "fdatasync"); }

/* Starts the writing out but promises nothing: neither the disk's own cache nor the file's length is flushed. */
int sync_file_range(int fd, off64_t from, off64_t length, unsigned flags) {
    REAL(int, "sync_file_range", int, off64_t, off64_t, unsigned);
    struct stat st;
    pthread_mutex_lock(&lock);
    int ours = whose(fd, &st) != FOREIGN;
    int done = ours && fails(CLASS_SYNC, NULL) ? -1 : ours && journal >= 0 ? 0 : real(fd, from, length, flags);
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

static int renamed(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    REAL(int, "renameat2", int, const char *, int, const char *, unsigned);
    char a[PATH_MAX], b[PATH_MAX], both[2 * PATH_MAX];
    const char *source = whole(from_folder, from, a), *target = whole(to_folder, to, b);
    pthread_mutex_lock(&lock);
    int done = -1;
    if (!below_home(target) || fail_class != CLASS_CHANGE || !fails(CLASS_CHANGE, NULL)) done = real(from_folder, from, to_folder, to, flags);
    if (!done && (below_root(source) || below_root(target))) {
        if (flags || !below_root(source) || !below_root(target)) record(UNKNOWN, 0, 0, "rename", 6);
        else {
            /* Both paths, with a zero byte between. */
            size_t first = strlen(source + root_len), second = strlen(target + root_len);
            memcpy(both, source + root_len, first + 1);
            memcpy(both + first + 1, target + root_len, second);
            record(RENAME, 0, 0, both, (uint32_t)(first + 1 + second));
        }
    }
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return renamed(a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { return renamed(a, from, b, to, flags); }

static int removed(int folder, const char *name, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    char space[PATH_MAX];
    const char *path = whole(folder, name, space);
    if (!below_root(path)) return real(folder, name, flags);
    pthread_mutex_lock(&lock);
    int done = -1;
    if (!below_home(path) || fail_class != CLASS_CHANGE || !fails(CLASS_CHANGE, NULL)) done = real(folder, name, flags);
    if (!done) record_path(flags & AT_REMOVEDIR ? RMDIR : UNLINK, 0, path);
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return removed(folder, path, flags); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }

static int made(int folder, const char *name, mode_t mode) {
    REAL(int, "mkdirat", int, const char *, mode_t);
    char space[PATH_MAX];
    const char *path = whole(folder, name, space);
    if (!below_root(path)) return real(folder, name, mode);
    pthread_mutex_lock(&lock);
    struct stat st;
    int done = -1;
    /* One that is there already says so, whatever the disk would say. */
    if (!below_home(path) || !lstat(path, &st) || !fails(CLASS_GROW, NULL)) done = real(folder, name, mode);
    if (!done) record_path(MKDIR, 0, path);
    int kept = errno;
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return made(folder, path, mode); }

/* Copies inside the kernel would go around the journal; whoever asks falls back to reading and writing. */
ssize_t copy_file_range(int a, off64_t *b, int c, off64_t *d, size_t e, unsigned f) {
    (void)a, (void)b, (void)c, (void)d, (void)e, (void)f;
    errno = ENOSYS;
    return -1;
}

ssize_t sendfile64(int a, int b, off64_t *c, size_t d) {
    (void)a, (void)b, (void)c, (void)d;
    errno = ENOSYS;
    return -1;
}

int linkat(int a, const char *from, int b, const char *to, int flags) {
    REAL(int, "linkat", int, const char *, int, const char *, int);
    char space[PATH_MAX];
    if (below_root(whole(b, to, space))) record(UNKNOWN, 0, 0, "link", 4);
    return real(a, from, b, to, flags);
}

int fallocate64(int fd, int mode, off64_t from, off64_t length) {
    REAL(int, "fallocate64", int, int, off64_t, off64_t);
    struct stat st;
    if (whose(fd, &st) != FOREIGN) record(UNKNOWN, 0, 0, "fallocate", 9);
    return real(fd, mode, from, length);
}

void *mmap64(void *at, size_t length, int rights, int flags, int fd, off64_t from) {
    REAL(void *, "mmap64", void *, size_t, int, int, int, off64_t);
    struct stat st;
    if (fd >= 0 && (flags & MAP_SHARED) && (rights & PROT_WRITE) && whose(fd, &st) != FOREIGN) record(UNKNOWN, 0, 0, "mmap", 4);
    return real(at, length, rights, flags, fd, from);
}

int clock_gettime(clockid_t which, struct timespec *now) {
    REAL(int, "clock_gettime", clockid_t, struct timespec *);
    int done = real(which, now);
    if (done || !clock_state || which != CLOCK_REALTIME) return done;
    pthread_mutex_lock(&lock);
    /* xorshift64; one call in eight jumps. */
    clock_state ^= clock_state << 13, clock_state ^= clock_state >> 7, clock_state ^= clock_state << 17;
    if (clock_state % 8 == 0) clock_shift = (int64_t)(clock_state >> 8) % (2 * 2 * 366 * 86400LL) - 2 * 366 * 86400LL;
    now->tv_sec += clock_shift;
    pthread_mutex_unlock(&lock);
    return done;
}
