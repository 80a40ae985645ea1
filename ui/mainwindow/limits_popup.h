// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/widgets/popup.h"

#include <vector>

QT_BEGIN_NAMESPACE
class QSpinBox;
QT_END_NAMESPACE

namespace copper {

// What bounds a network that sends too much, as far as a user may raise it. Changes count at once.
class LimitsPopup : public Popup
{
    Q_OBJECT
public:
    LimitsPopup(const Theme &theme, Workspace &workspace, QWidget *window);
    void open(QWidget *anchor);

private:
    struct Field
    {
        std::uint64_t UserLimits::*value;
        std::uint64_t unit; // bytes or pieces that one step stands for
        QSpinBox *box;
    };
    void addField(const Theme &theme, const QString &label, const char *name,
                  std::uint64_t UserLimits::*value, const UserLimits::Range &range,
                  std::uint64_t unit);
    void show(const UserLimits &limits);
    void apply();

    Workspace &m_workspace;
    std::vector<Field> m_fields;
    bool m_loading = false;
};

} // namespace copper
