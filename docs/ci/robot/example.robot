# SPDX-License-Identifier: Apache-2.0
*** Settings ***
Documentation    The rig's scenarios as tests of Robot Framework: robot --variable RIG:./rig example.robot
Library          DcmRig    ${RIG}    ${OUT}

*** Variables ***
${RIG}           ./rig
${OUT}           ${EMPTY}
${DEFECT}        lit-with-ignition-off

*** Test Cases ***
The Indicator Says Whether SOS Can Be Relied On
    ${word} =    Run Scenarios    @IND-06    seed=7
    Should Be Equal    ${word}    passed
    Requirement Should Have Passed    IND-06
    ${headline} =    Headline
    Log    ${headline}

A Wrong DCM Is Noticed
    ${word} =    Run Scenarios    @IND-06    emulated    7    --defect    ${DEFECT}
    Should Be Equal    ${word}    failed
    Run Keyword And Expect Error    IND-06: failed*    Requirement Should Have Passed    IND-06
