@echo off
rem The gantry command: the installed app without a window.
"%~dp0..\..\Gantry.exe" --no-sandbox --log-level=3 --cli -- %*
exit /b %ERRORLEVEL%
