// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/copper/verb_decode.h"

namespace copper::cli {

ExitStatus runDecode(const DecodeCommand &command, Printer &printer)
{
    const Dissection dissection = dissect(command.message);
    printer.dissection(dissection, command.message);
    if (dissection.malformed) {
        const Complaint complaint = malformedMessage(dissection);
        printer.complaint(complaint);
        return complaint.status;
    }
    if (printer.outputFailed())
        return ExitStatus::OutputUnwritable;
    return ExitStatus::Ok;
}

} // namespace copper::cli
