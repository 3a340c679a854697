/*
 * Loaded into Chromium (LD_PRELOAD): keeps beside each file under LOKET_CUT_WATCH what of it has been synced to the
 * disk, under LOKET_CUT_KEEP. After a kill, what is kept is what a disk would hold that lost its power: names change
 * in order, as a journalling file system has it, but content is only what fsync or fdatasync was asked for.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *watched(void) { return getenv("LOKET_CUT_WATCH"); }

/* Path of the kept copy of an absolute path, or 0 when the path is not watched. */
static int kept(const char *path, char *out, size_t size) {
  const char *watch = watched(), *keep = getenv("LOKET_CUT_KEEP");
  if (!watch || !keep || !path) return 0;
  size_t n = strlen(watch);
  if (strncmp(path, watch, n) != 0 || path[n] != '/') return 0;
  return (size_t)snprintf(out, size, "%s%s", keep, path + n) < size;
}

static void parents(char *path) {
  for (char *at = strchr(path + 1, '/'); at; at = strchr(at + 1, '/')) {
    *at = 0;
    mkdir(path, 0700);
    *at = '/';
  }
}

static void copy(int fd) {
  char link[64], path[PATH_MAX], to[PATH_MAX], temporary[PATH_MAX + 16], buffer[65536];
  struct stat about;
  int saved = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) goto end;
  path[n] = 0;
  if (!kept(path, to, sizeof to) || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) goto end;
  parents(to);
  snprintf(temporary, sizeof temporary, "%s.%d~", to, (int)gettid());
  int in = open(path, O_RDONLY | O_CLOEXEC), out = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  /* not beyond where it ended when it was synced */
  off_t left = about.st_size;
  while (in >= 0 && out >= 0 && left > 0) {
    ssize_t got = read(in, buffer, left < (off_t)sizeof buffer ? (size_t)left : sizeof buffer);
    if (got <= 0 || write(out, buffer, (size_t)got) != got) break;
    left -= got;
  }
  if (in >= 0) close(in);
  if (out >= 0) {
    close(out);
    rename(temporary, to);
  }
end:
  errno = saved;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fdatasync(int fd) {
  int result = REAL(fdatasync)(fd);
  if (result == 0 && watched()) copy(fd);
  return result;
}

int fsync(int fd) {
  int result = REAL(fsync)(fd);
  if (result == 0 && watched()) copy(fd);
  return result;
}

static void moved(const char *from, const char *to) {
  char a[PATH_MAX], b[PATH_MAX];
  int saved = errno;
  if (kept(to, b, sizeof b)) {
    parents(b);
    /* what was never synced is empty under its new name */
    if (!kept(from, a, sizeof a) || REAL(rename)(a, b) != 0) unlink(b);
  }
  errno = saved;
}

int rename(const char *from, const char *to) {
  int result = REAL(rename)(from, to);
  if (result == 0 && watched()) moved(from, to);
  return result;
}

int unlink(const char *path) {
  int result = REAL(unlink)(path);
  char copy_of[PATH_MAX];
  if (result == 0 && watched() && kept(path, copy_of, sizeof copy_of)) REAL(unlink)(copy_of);
  return result;
}
