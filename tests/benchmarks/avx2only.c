/* Make a process with AVX-512 or AMX believe that its processor ends with AVX2.

   Linux can have `cpuid` fault (arch_prctl ARCH_SET_CPUID, where /proc/cpuinfo has the flag cpuid_fault). The
   handler below answers each one with the truth less a few bits, so that libraries that look at the processor
   when they are loaded choose other kernels. Threads and forks inherit it, a new program does not. */

#define _GNU_SOURCE
#include <asm/prctl.h>
#include <cpuid.h>
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define BIT(n) (1u << (n))

/* Leaf 7, in the order of Intel's manual: everything that begins with AVX512, AMX or AVX_VNNI. */
static const unsigned LEAF_7_EBX =
    BIT(16) | BIT(17) | BIT(21) | BIT(26) | BIT(27) | BIT(28) | BIT(30) | BIT(31);
static const unsigned LEAF_7_ECX = BIT(1) | BIT(6) | BIT(11) | BIT(12) | BIT(14);
static const unsigned LEAF_7_EDX = BIT(2) | BIT(3) | BIT(8) | BIT(22) | BIT(23) | BIT(24) | BIT(25);
static const unsigned LEAF_7_1_EAX = BIT(4) | BIT(5) | BIT(21) | BIT(23);

static volatile int asked;

static int let_cpuid_run(unsigned long yes)
{
    return (int)syscall(SYS_arch_prctl, ARCH_SET_CPUID, yes);
}

static void answer(int signal_number, siginfo_t *info, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const unsigned char *instruction = (const unsigned char *)registers[REG_RIP];
    unsigned leaf = (unsigned)registers[REG_RAX], sub = (unsigned)registers[REG_RCX];
    unsigned a, b, c, d;

    (void)info;
    if (instruction[0] != 0x0f || instruction[1] != 0xa2) {
        signal(signal_number, SIG_DFL); /* a real fault: it comes again at once */
        return;
    }
    let_cpuid_run(1);
    __cpuid_count(leaf, sub, a, b, c, d);
    let_cpuid_run(0);
    if (leaf == 7 && sub == 0) {
        b &= ~LEAF_7_EBX;
        c &= ~LEAF_7_ECX;
        d &= ~LEAF_7_EDX;
    } else if (leaf == 7 && sub == 1) {
        a &= ~LEAF_7_1_EAX;
    }
    registers[REG_RAX] = a;
    registers[REG_RBX] = b;
    registers[REG_RCX] = c;
    registers[REG_RDX] = d;
    registers[REG_RIP] += 2;
    asked++;
}

/* Returns 0, or the system's error number. */
int hide_avx512(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_sigaction = answer;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    if (sigaction(SIGSEGV, &action, NULL) != 0 || let_cpuid_run(0) != 0)
        return errno;
    return 0;
}

/* How often somebody has looked at the processor since. */
int times_asked(void)
{
    return asked;
}
