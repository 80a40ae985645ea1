// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program, lets one of its calls on files fail. Counts calls on what lies in
// FAULT_FOLDER and nothing else:
//   FAULT_CALL   write, sync, rename, link, open, truncate, remove, close, or any
//   FAULT_AT     the first of them to fail, from 1
//   FAULT_DO     once, onward (that one and all after it), short (a write takes half), full (it
//   takes
//                half, and all after it fail: a disk that fills up), or kill
//   FAULT_ERRNO  what a failing call leaves in errno
//   FAULT_MARK   a file made when FAULT_AT was reached, outside FAULT_FOLDER
// In C, because the wrapped functions' C++ declarations differ between C libraries.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum verdict { PASS, FAIL, SHORT };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long count;

static bool is(const char *name, const char *value)
{
    const char *set = getenv(name);
    return set != NULL && strcmp(set, value) == 0;
}

static bool path_counts(const char *path)
{
    const char *folder = getenv("FAULT_FOLDER");
    return folder != NULL && path != NULL && strncmp(path, folder, strlen(folder)) == 0;
}

// A file without a name yet (O_TMPFILE) reads as FOLDER/#INODE.
static bool descriptor_counts(int descriptor)
{
    char link[64];
    char path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0)
        return false;
    path[length] = '\0';
    return path_counts(path);
}

static void leave_mark(void)
{
    const char *mark = getenv("FAULT_MARK");
    if (mark == NULL)
        return;
    const long descriptor =
        syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        syscall(SYS_close, descriptor);
}

// `call` is about to be made on something in the folder.
static enum verdict judge(const char *call)
{
    const char *at = getenv("FAULT_AT");
    if (at == NULL || (!is("FAULT_CALL", call) && !is("FAULT_CALL", "any")))
        return PASS;
    pthread_mutex_lock(&lock);
    const long number = ++count;
    pthread_mutex_unlock(&lock);
    const long wanted = atol(at);
    const bool stays = is("FAULT_DO", "onward") || is("FAULT_DO", "full");
    if (number != wanted && !(number > wanted && stays))
        return PASS;
    leave_mark();
    if (is("FAULT_DO", "kill"))
        raise(SIGKILL);
    if (is("FAULT_DO", "short") || (is("FAULT_DO", "full") && number == wanted))
        return SHORT;
    errno = getenv("FAULT_ERRNO") != NULL ? atoi(getenv("FAULT_ERRNO")) : EIO;
    return FAIL;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    switch (descriptor_counts(descriptor) ? judge("write") : PASS) {
    case FAIL:
        return -1;
    case SHORT:
        size = size / 2 + size % 2;
        break;
    case PASS:
        break;
    }
    return NEXT(write)(descriptor, bytes, size);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t offset)
{
    switch (descriptor_counts(descriptor) ? judge("write") : PASS) {
    case FAIL:
        return -1;
    case SHORT:
        size = size / 2 + size % 2;
        break;
    case PASS:
        break;
    }
    return NEXT(pwrite64)(descriptor, bytes, size, offset);
}

int fsync(int descriptor)
{
    if (descriptor_counts(descriptor) && judge("sync") == FAIL)
        return -1;
    return NEXT(fsync)(descriptor);
}

int fdatasync(int descriptor)
{
    if (descriptor_counts(descriptor) && judge("sync") == FAIL)
        return -1;
    return NEXT(fdatasync)(descriptor);
}

int rename(const char *from, const char *to)
{
    if (path_counts(to) && judge("rename") == FAIL)
        return -1;
    return NEXT(rename)(from, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (path_counts(to) && judge("rename") == FAIL)
        return -1;
    return NEXT(renameat2)(from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to)
{
    if (path_counts(to) && judge("link") == FAIL)
        return -1;
    return NEXT(link)(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    if (path_counts(to) && judge("link") == FAIL)
        return -1;
    return NEXT(linkat)(from_folder, from, to_folder, to, flags);
}

static mode_t mode_of(int flags, va_list arguments)
{
    return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

static bool opens_to_write(int flags)
{
    return (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0;
}

// Written once for each name the C library has for it.
#define OPEN(name)                                                                                 \
    int name(const char *path, int flags, ...)                                                     \
    {                                                                                              \
        va_list arguments;                                                                         \
        va_start(arguments, flags);                                                                \
        const mode_t mode = mode_of(flags, arguments);                                             \
        va_end(arguments);                                                                         \
        if (opens_to_write(flags) && path_counts(path) && judge("open") == FAIL)                   \
            return -1;                                                                             \
        return NEXT(name)(path, flags, mode);                                                      \
    }
OPEN(open)
OPEN(open64)

int ftruncate64(int descriptor, off64_t size)
{
    if (descriptor_counts(descriptor) && judge("truncate") == FAIL)
        return -1;
    return NEXT(ftruncate64)(descriptor, size);
}

int unlink(const char *path)
{
    if (path_counts(path) && judge("remove") == FAIL)
        return -1;
    return NEXT(unlink)(path);
}

int remove(const char *path)
{
    if (path_counts(path) && judge("remove") == FAIL)
        return -1;
    return NEXT(remove)(path);
}

// Closed all the same, as the kernel does it.
int close(int descriptor)
{
    const bool fails = descriptor_counts(descriptor) && judge("close") == FAIL;
    const int error = errno;
    const int closed = NEXT(close)(descriptor);
    if (fails) {
        errno = error;
        return -1;
    }
    return closed;
}
